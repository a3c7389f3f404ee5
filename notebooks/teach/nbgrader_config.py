"""Settings of the nbgrader course in this folder; run nbgrader's commands from here."""

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    OverwriteCells,
    OverwriteKernelspec,
)

from framing.teach.mend_submission import MendSubmission

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - traitlets puts it there

c.CourseDirectory.course_id = "framing"
c.Autograde.sanitize_preprocessors = [
    MendSubmission,
    ClearOutput,
    DeduplicateIds,
    OverwriteKernelspec,
    OverwriteCells,
    CheckCellMetadata,
]
c.ClearSolutions.code_stub = {
    "python": '# your code here\nraise NotImplementedError("replace this line by your answer")'
}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"
c.Execute.timeout = 120
