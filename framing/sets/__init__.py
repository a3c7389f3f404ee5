"""Article sets on disk: manifest, import, audit, annotation packs."""
