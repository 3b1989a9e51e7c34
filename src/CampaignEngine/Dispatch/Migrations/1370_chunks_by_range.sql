-- A look at a range of messages finds its chunks without visiting all of a large run.
CREATE INDEX chunks_by_range ON chunks (run_id, first_no);
