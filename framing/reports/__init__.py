"""One report: parameters, the suite of notebooks, the run, the page, and the check that it can be made again."""
