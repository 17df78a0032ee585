package io.hivemind;

/**
 * Something that a program cannot mend ended its hive, kept it from beginning, or kept it from doing what was asked, as when
 * there is no shared memory left. The message is a full sentence.
 */
public class HiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one that says in a full sentence what happened and, where there is something to be done, what. */
    public HiveException(String sentence) {
        super(sentence);
    }

    /** Makes one that says in a full sentence what happened, and keeps what caused it. */
    public HiveException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
