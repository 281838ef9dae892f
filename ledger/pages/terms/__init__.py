"""The fields of a term, made from the shape that its declaration tells: for drafts, amendments and answers."""
