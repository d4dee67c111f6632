"""The file formats of term bases; each module holds one."""
