"""Handing a plan's records over to a successor Rights Agent, and taking them in (sections 19 and 21; docs/handover.md).

`parts` says what an app hands over, `tables` walks the models, `exporting` makes the archive, `archive` reads a hostile
one, `taking_in` fills an empty installation from it and proves what it wrote.
"""
