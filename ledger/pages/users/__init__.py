"""The pages of the staff: who has access, with which roles, and how somebody is admitted or leaves."""
