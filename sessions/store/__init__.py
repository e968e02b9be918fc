"""What is kept, and how it stays kept.

From the outside in: `database` is the TinyDB that others use, with `table` and `storage` as TinyDB
asks for them; `keeper` keeps, moves elsewhere when the disk fails, and compacts. Under it are
`journal`, `compaction` and `opening`, the files in time; `lines` and `snapshot`, what is in them;
`state` and `seen`, what they come down to, also when several devices wrote. `system` is the one
door to the operating system. Beside it: `care` checks and mends, `erasing` erases, `backup` makes
one file of everything.
"""
