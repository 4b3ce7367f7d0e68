// Opens a database with the migrations of a folder, as a process that can be killed meanwhile.
import { openDatabase } from "../../src/archive/database.ts";

const [path = "", migrations = ""] = process.argv.slice(2);
process.stdout.write("opening\n");
openDatabase(path, { now: () => 1, migrations }).close();
