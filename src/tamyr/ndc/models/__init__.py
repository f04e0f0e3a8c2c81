from tamyr.ndc.models.submissions import Kind, Section, Signatory, Stage, Submission

__all__ = ["Kind", "Section", "Signatory", "Stage", "Submission"]
