"""From files of many kinds to candidate articles: one importer a file, each yields :class:`found.Found`."""
