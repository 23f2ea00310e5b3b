"""The served web: page, files, edge, a first visit."""
