package io.hivemind.simulator;

import io.hivemind.protocol.Access;
import io.hivemind.protocol.Diff;
import io.hivemind.protocol.PageCopy;
import io.hivemind.protocol.PageMemory;
import java.util.BitSet;
import java.util.List;

/** The pages of one drone, counting from outside which of them, and how many twins, take up memory. */
final class Frames implements PageMemory {
    /** Who hears of what becomes of pages. */
    interface Listener {
        /** The program may access a page in a certain way, and in no other. */
        void allowed(int page, Access access);

        /** The bytes of a page are going to be forgotten. */
        void dropping(int page);
    }

    private final PageMemory pages;
    private final int pageSize;
    private final Listener listener;
    private final BitSet resident = new BitSet();
    private final BitSet twins = new BitSet();

    Frames(PageMemory pages, int pageSize, Listener listener) {
        this.pages = pages;
        this.pageSize = pageSize;
        this.listener = listener;
    }

    /** {@return whether the bytes of {@code page} take up memory: it may have been stored into, or something has been put in} */
    boolean isResident(int page) {
        return resident.get(page);
    }

    /** {@return bytes of pages and twins} */
    long bytes() {
        return (long) (resident.cardinality() + twins.cardinality()) * pageSize;
    }

    @Override
    public void allow(int page, Access access) {
        if (access == Access.WRITE) {
            resident.set(page);
        }
        pages.allow(page, access);
        listener.allowed(page, access);
    }

    @Override
    public void twin(int page) {
        twins.set(page);
        pages.twin(page);
    }

    @Override
    public boolean hasTwin(int page) {
        return pages.hasTwin(page);
    }

    @Override
    public void dropTwin(int page) {
        twins.clear(page);
        pages.dropTwin(page);
    }

    @Override
    public void drop(int page) {
        listener.dropping(page);
        resident.clear(page);
        pages.drop(page);
    }

    @Override
    public boolean changed(int page) {
        return pages.changed(page);
    }

    @Override
    public Diff diff(int page, boolean keepTwin) {
        twins.set(page, keepTwin);
        return pages.diff(page, keepTwin);
    }

    @Override
    public void apply(int page, Diff diff) {
        resident.set(page);
        pages.apply(page, diff);
    }

    @Override
    public PageCopy copy(int page) {
        return pages.copy(page);
    }

    @Override
    public PageCopy copyAndTwin(int page) {
        twins.set(page);
        return pages.copyAndTwin(page);
    }

    @Override
    public void install(int page, PageCopy copy, List<Diff> diffs) {
        resident.set(page);
        pages.install(page, copy, diffs);
    }
}
