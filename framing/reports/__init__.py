"""Notebooks run, pages made, numbers accounted for.

Where things are:

opening a set
    ``store`` opens it for every notebook; ``cache`` and ``fingerprint`` decide what is made again;
    ``packing`` writes its annotation pack.
running
    ``params``, ``suite`` and ``run`` make one report; ``engine`` runs a notebook in a warm process, with
    ``shell``, ``state``, ``messages`` and ``records``; ``batch`` runs many sets, with ``setlists``, ``pool``,
    ``cluster``, ``status``, ``progress``, ``output`` and ``batch_page``; ``across`` queries all their tables.
saying
    ``findings`` fills sentences (``sentences``, ``finding``, ``finding_described``) from evidence, names the
    places that show it (``evidence_spans``) and what the set cannot show (``limits``); ``find_once`` keeps
    them for the next notebook.
showing
    ``show`` is what notebooks call, with ``charts`` and one file of charts or views a subject (``*_charts``,
    ``*_views``); ``page`` makes ``index.html`` of them; ``kwic``, ``reader``, ``side_by_side`` and ``explore``
    show texts; ``html`` escapes.
accounting
    ``ledger`` writes down every published number, ``verify`` makes them again.
other commands
    ``scan``, ``workspace`` and ``draft_codebook``.
"""
