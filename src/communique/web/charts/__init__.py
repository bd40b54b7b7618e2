"""Pictures of what the pages show, as SVG by attributes and classes alone: a policy without inline styles holds."""
