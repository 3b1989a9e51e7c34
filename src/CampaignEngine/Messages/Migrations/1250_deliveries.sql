-- Which messages were delivered and are not yet counted by whoever counts them: a row for each set of receipts, written in its transaction
-- and taken out by the reader (Deliveries). Insert-only for those who write, so that no two of them wait for each other.
CREATE TABLE deliveries (
    delivery_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id      int NOT NULL,
    message_nos int[] NOT NULL
);

-- What was delivered before, in sets as receipts write them.
INSERT INTO deliveries (run_id, message_nos)
SELECT run_id, array_agg(message_no ORDER BY message_no) FROM messages WHERE status = 'delivered' GROUP BY run_id, message_no / 2000;
