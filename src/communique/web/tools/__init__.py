"""An archive for language models: tools that read and never write, over the Model Context Protocol."""
