-- The roll-up of first_reach: distinct people by figure, for the whole and for each key of each dimension. Written with first_reach in one
-- transaction, and made of it anew where it is empty.
CREATE TABLE reach_counts (
    goal      text NOT NULL,
    year      int NOT NULL,
    dimension text NOT NULL,                     -- None (the whole), Province, Group, Language, Channel
    key       text NOT NULL,                     -- of the dimension; '' = the whole, or not known
    figure    smallint NOT NULL CHECK (figure BETWEEN 1 AND 7), -- of ReachFigure
    people    bigint NOT NULL,
    PRIMARY KEY (goal, year, dimension, key, figure)
) WITH (fillfactor = 50);

COMMENT ON TABLE first_reach IS 'Of every person, goal, year and set of dimensions the contact that proves most, of all messages rolled up, detached or not.';
