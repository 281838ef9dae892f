"""Rehearsal: a story file carried through the real services in a scratch place, an answer to each of its steps.

Staff train with it, counsel tests a reading, and the tests prove the law by it. The plan, its invented hands and
every paper stand in one transaction that is rolled back; stored files lie in memory; the clock is the story's own.
docs/rehearsal.md tells the format.
"""
