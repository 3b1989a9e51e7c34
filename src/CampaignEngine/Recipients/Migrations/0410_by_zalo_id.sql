-- Zalo names the people who write to us by its own id.
CREATE INDEX recipients_by_zalo_id ON recipients (zalo_id) WHERE zalo_id IS NOT NULL;
