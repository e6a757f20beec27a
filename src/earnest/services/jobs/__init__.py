"""Background work: jobs of identifiers, added inside the caller's transaction; they survive their worker."""

from earnest.services.jobs.jobs import Jobs, JobsSchema

__all__ = ["Jobs", "JobsSchema"]
