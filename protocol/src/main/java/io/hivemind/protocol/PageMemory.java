package io.hivemind.protocol;

import java.util.List;

/**
 * The port through which the core touches the bytes of pages. Every call is deterministic, cannot block and is bounded by
 * one page; whatever is not so is an effect, not a port. The core calls it from one thread at a time, while application
 * threads load and store in the same pages: see "The race that eats stores" in {@code docs/protocol.md}.
 *
 * <p>A page has at most one twin. A page without a twin counts as having a twin of zeros in {@link #changed} and
 * {@link #diff}: that is how a page nobody else has seen is written without a twin (I6, I14).
 */
public interface PageMemory {
    /** Lets application threads do {@code access} with {@code page} without asking, and no more. */
    void allow(int page, Access access);

    /** Remembers the bytes of {@code page} as they are now as its twin. It must have none. */
    void twin(int page);

    /** {@return whether {@code page} has a twin} */
    boolean hasTwin(int page);

    /** Forgets the twin of {@code page}. It must have one. */
    void dropTwin(int page);

    /**
     * Forgets the bytes of {@code page}, which are zero from now on and take up no memory until they are stored to again. It
     * has no twin, and the caller answers for it that no thread can be between its check and its access.
     */
    void drop(int page);

    /** {@return whether any byte of {@code page} differs from its twin} */
    boolean changed(int page);

    /**
     * {@return what changed in {@code page} since its twin was made, at byte resolution} Taken against one snapshot, so
     * that a store by a thread that still runs is either in this diff or in the next, never in neither.
     *
     * @param keepTwin whether the snapshot becomes the new twin; otherwise the page has none afterwards, and the caller
     *     answers for it that no thread can be between its check and its store
     */
    Diff diff(int page, boolean keepTwin);

    /**
     * Changes {@code page}, and its twin if it has one, as {@code diff} says, and touches no other byte of it. What differs
     * from the twin is a store that nobody has been told of: on the page it stays.
     */
    void apply(int page, Diff diff);

    /**
     * {@return the bytes of {@code page}, to give away: its twin if it has one} What differs from the twin is a store that
     * nobody has been told of. Whoever got it with the copy would keep it for ever, should the next store undo it: a diff
     * does not mention a byte that is what it was.
     */
    PageCopy copy(int page);

    /** {@return the bytes of {@code page} as they are now, which become its twin at the same moment} It must have none. */
    PageCopy copyAndTwin(int page);

    /**
     * Makes {@code page} hold what {@code copy} becomes by {@code diffs}, in their order. All of it at once, and without
     * touching a byte that stays the same: a thread that still reads the page must not see it go back to the copy. If the
     * page has a twin, what differs from the twin is a store that nobody has been told of: it stays, and the twin becomes
     * what is installed.
     */
    void install(int page, PageCopy copy, List<Diff> diffs);
}
