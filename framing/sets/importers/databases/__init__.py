"""Exports of news databases: one file with many articles, recognised by its layout and split, one database a file."""
