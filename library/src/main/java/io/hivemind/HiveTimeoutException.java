package io.hivemind;

/**
 * A wait lasted longer than the bound that the hive sets to every wait. The message names the thread, what it waited for
 * and, as far as the others could say, who has it or who is missing. The hive goes on; the thread does not have what it
 * waited for.
 */
public final class HiveTimeoutException extends HiveException {
    private static final long serialVersionUID = 1L;

    /** Makes one that says in a full sentence who waited how long for what and whom. */
    public HiveTimeoutException(String sentence) {
        super(sentence);
    }
}
