"""What is kept, and how it stays kept.

From the outside in: `database` is the TinyDB that others use, with `table` and `storage` as TinyDB
asks for them; `keeper` keeps what it is handed. It has a `holding`, the state in memory and the
journal, with which `resuming` takes up a folder, `writing` gets a line on the disk or moves
elsewhere, and `compaction` makes the journal short again. Under these are `journal`, `snapshots`
and `opening`, the files in time; `lines` and `snapshot`, what is in them; `state` and `seen`, what
they come down to, also when several devices wrote. `system` is the one door to the operating
system. Beside it: `following` reads what another process writes, `care` checks and mends, `erasing`
erases, `backup` makes one file of everything.
"""
