-- What was not understood is counted on every status page, and is little.
CREATE INDEX inbox_unknown ON inbox (provider, outcome) WHERE outcome IN ('unknown-status', 'unreadable', 'unknown-message');
