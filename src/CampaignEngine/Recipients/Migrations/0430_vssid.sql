-- Who uses the agency's own app, and so gets its notices; told by the list, unknown where it says nothing.
ALTER TABLE recipients ADD COLUMN uses_vssid boolean;
