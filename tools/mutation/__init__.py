"""Do the tests notice a changed program? `./run mutate PATHS` changes it one small step at a time and asks them.

Why one of our own: the kept tool of the package index (mutmut 3) leaves decorated functions alone, and here every
identity of the proof, every carrier of an approval and many services are decorated.

* ``mutants``: the changed programs of one file, each a replaced piece of its text.
* ``coverage``: which tests run which line, kept below var/ for as long as the code they ran is the same.
* ``changing``: a mutant put into a process that has loaded everything already.
* ``forks``: work in forked processes, each on a database of its own.
* ``campaign``: the pytest plugin that does it all within one session.

What runs while a file is loaded (decorators, classes) is as it was: only functions called and values read later change.
"""
