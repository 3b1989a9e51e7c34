-- The same moves, judged after the update: a BEFORE trigger locks every row once more before it is written, an AFTER trigger whose
-- WHEN is false costs one comparison. A refused move fails its statement either way.
DROP TRIGGER messages_move ON messages;
CREATE TRIGGER messages_move AFTER UPDATE ON messages FOR EACH ROW
    WHEN (NOT (
        NEW.attempt = OLD.attempt AND (
            NEW.status = OLD.status
            OR OLD.status = 'pending' AND NEW.status IN ('skipped', 'cancelled', 'expired')
            OR OLD.status = 'sending' AND NEW.status = 'in_doubt'
            OR OLD.status IN ('sending', 'in_doubt') AND NEW.status = 'pending'
            OR OLD.attempt > 0 AND NEW.status > OLD.status
                AND NEW.status IN ('accepted', 'sent', 'expired', 'failed', 'undelivered', 'delivered'))
        OR NEW.attempt = OLD.attempt + 1 AND OLD.status = 'pending' AND NEW.status = 'sending'))
    EXECUTE FUNCTION refuse_move();
