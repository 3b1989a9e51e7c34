-- One move more than before: what failed from a cause that can pass is sent again by a person. The attempt is counted by the next claim.
DROP TRIGGER messages_move ON messages;
CREATE TRIGGER messages_move AFTER UPDATE ON messages FOR EACH ROW
    WHEN (NOT (
        NEW.attempt = OLD.attempt AND (
            NEW.status = OLD.status
            OR OLD.status = 'pending' AND NEW.status IN ('skipped', 'cancelled', 'expired')
            OR OLD.status = 'sending' AND NEW.status = 'in_doubt'
            OR OLD.status IN ('sending', 'in_doubt') AND NEW.status = 'pending'
            OR OLD.status IN ('failed', 'undelivered') AND NEW.status = 'pending'
            OR OLD.attempt > 0 AND NEW.status > OLD.status
                AND NEW.status IN ('accepted', 'sent', 'expired', 'failed', 'undelivered', 'delivered'))
        OR NEW.attempt = OLD.attempt + 1 AND OLD.status = 'pending' AND NEW.status = 'sending'))
    EXECUTE FUNCTION refuse_move();
