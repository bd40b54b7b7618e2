"""An archive in the browser, as REST and for language models: pages and routes over `Desk`, without logic of their own.

Nothing here is imported by `communique` or `communique --help`: FastAPI comes with the extra `communique[web]`.
"""
