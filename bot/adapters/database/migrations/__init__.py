"""How a database gets from one Sosik to the next. Add new migrations at the end; never edit one."""
