-- A run may be paused before it runs: where it goes on from. Null in runs paused before this was kept: those were running.
ALTER TABLE runs ADD COLUMN paused_from text CHECK (paused_from IN ('freezing', 'rendering', 'running'));
