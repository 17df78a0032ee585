package io.hivemind.protocol;

import io.hivemind.protocol.Message.CopyNews;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a drone knows of one page. Owned by {@link PageTable}. */
final class Page {
    /** No drone in particular: the page was zero everywhere when it was first written. */
    static final int NOBODY = -1;

    /** How far the stores of this drone's threads into a page have got on their way to the others. */
    enum Writing {
        /** There is no twin, and nothing to tell. */
        NONE,
        /** A thread asked to write since the last notice; the page is taken to be changed. */
        FRESH,
        /** There is a notice, and nobody has asked for its diff: nobody else can hold a valid copy (I16). */
        ANNOUNCED,
        /** The last diff was taken while threads ran; the next close compares page and twin. */
        RETAINED,
        /** No thread may begin to write, but one may be between check and store; the twin goes when none can be. */
        COOLING
    }

    /** A copy that is not installed yet, and whose changes are in it. */
    record Arrived(PageCopy copy, int collection, Contents contents) {}

    final int id;
    Access access = Access.INVALID;
    Writing writing = Writing.NONE;
    /** Whether no byte was ever stored, applied or installed here. */
    boolean blank = true;
    /** Whether nobody else holds a copy, so that threads write without twin and notice (I14). */
    boolean exclusive;
    /** The drone that holds the copy which the last collection of this page made whole. */
    int owner = NOBODY;
    /** The last collection of this page; whoever has no copy from then on must get one from the owner. */
    int required;
    /** What {@link #required} was before the collection under way. */
    int requiredBefore;
    /** The last collection of this page whose contents are in the copy here; the copy is of use if this is {@link #required}. */
    int held;
    /** The collection for which this drone, as the owner or for it, still has to make its copy whole; 0 if none. */
    int validating;
    /** While {@link #validating}: who owns the page then. */
    int nextOwner = NOBODY;
    /** Whether this drone keeps a whole copy in case that the owner fails. */
    boolean deputy;
    /** Whether what this drone stores here is not backed up, and no copy of it kept in case that the owner fails. */
    boolean exempt;
    /** The number of the own interval whose diff is not made yet, while {@link Writing#ANNOUNCED}. */
    int announced;
    /** The moment of {@link Threads} at which it began to cool. */
    long coolingSince;
    /** The moment of {@link Threads} from which on nobody may begin to access it, while its access is {@link Access#INVALID}. */
    long closedSince;
    /** How many threads' waits and spans use it whatever its access; it neither cools nor is given up then. */
    int pins;
    /** Whether this drone owned it before the collection under way, so that the new owner may ask for the copy here. */
    boolean keeper;
    /** Where {@link Residence} has it. */
    Residence.Place place = Residence.Place.NOWHERE;
    /** How many pages had been given up when this one was; 0 if it never was. */
    long givenUp;
    /** The intervals since the last collection that changed the page. */
    private final Notices notices = new Notices();

    private final Contents contents = new Contents();
    /** A copy that has arrived and waits for the diffs it lacks, so that both take effect at once. */
    private @Nullable Arrived arrived;

    Page(int id) {
        this.id = id;
    }

    Notices notices() {
        return notices;
    }

    /** Whose changes are in the bytes here; without meaning while {@link #isHeld} is false. */
    Contents contents() {
        return contents;
    }

    boolean hasCopy() {
        return isHeld() || isArrived();
    }

    /** Whether the bytes here are a copy of use. */
    boolean isHeld() {
        return held >= required;
    }

    /** A copy comes from its owner. */
    void arrive(CopyNews news) {
        Contents included = new Contents();
        included.become(news.contains());
        arrived = new Arrived(news.copy(), news.collection(), included);
    }

    /** The copy to install, if the bytes here are of no use and one has come; it is handed out once. */
    Optional<Arrived> takeArrived() {
        Optional<Arrived> taken = !isHeld() && isArrived() ? Optional.ofNullable(arrived) : Optional.empty();
        arrived = null;
        return taken;
    }

    private boolean isArrived() {
        return arrived != null && arrived.collection() >= required;
    }

    /** What is in the bytes here, or in the copy that is about to take their place. */
    private Contents included() {
        Arrived coming = arrived;
        if (isHeld()) {
            return contents;
        }
        return coming != null && isArrived() ? coming.contents() : new Contents();
    }

    /** Whether the bytes here are a copy on which the notices that are kept can be put, though a collection may have begun. */
    boolean isBase() {
        return held >= requiredBefore;
    }

    /** Who owns it by the last collection that began, whether its copy is whole yet or not. */
    int assignee() {
        return validating > 0 ? nextOwner : owner;
    }

    /**
     * Whoever was asked for the diff of {@code notice} does not have it. So its creator does (I25); or if that is gone, it has the changes
     * within its copy, which has to take the place of the one here (I75).
     */
    void refused(Notice notice) {
        if (notice.isOrphan()) {
            held = -1;
        } else {
            notice.askCreator();
        }
    }

    /** No copy that has come is of use any more. */
    void dropArrived() {
        arrived = null;
    }

    /** Whether the bytes here hold everything that this drone has heard of. */
    boolean isUpToDate() {
        return hasCopy() && !notices.goBeyond(included(), validating > 0);
    }

    /**
     * The notices whose changes have to be brought into the bytes here one by one. If there is no copy, those that will not
     * come with the owner's for certain.
     */
    List<Notice> lacking() {
        return notices.beyond(included(), validating > 0);
    }

    /**
     * The bytes here are about to be dropped. Where a collection has made copies whole, the page needs a new copy from then on;
     * else it is zero again and lacks all notices.
     */
    void giveUp() {
        held = required == 0 ? 0 : -1;
        blank = true;
        contents.become(List.of());
    }

    /** A collection begins. Returns the creator of the last notice that {@code cut} covers, or {@link #NOBODY} if none is. */
    int collect(VectorTime cut) {
        Notice last = notices.collect(cut);
        return last == null ? NOBODY : last.interval().creator();
    }

    /** Whether the bytes here are a copy of use that holds the changes of all collected notices. */
    boolean isWhole() {
        return isHeld() && notices.collectedAreIn(contents);
    }
}
