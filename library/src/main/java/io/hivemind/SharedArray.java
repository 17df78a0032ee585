package io.hivemind;

/**
 * An array in shared memory that every drone knows by the same name: see {@link Hive#ints} and its siblings. Every drone
 * has the same elements whoever asks first, and they are zero at first.
 *
 * <p>Single accesses check whether the page is here and fetch what is missing. Loops over many elements run fastest over
 * a span, or by bulk copies, which also fetch all that is missing at once.
 *
 * <p>Any number of threads may use an array. Elements of up to eight bytes are aligned and never torn. Who sees which
 * store is said in the description of the package.
 */
@SuppressWarnings("DoNotCallSuggester")
public abstract sealed class SharedArray
        permits SharedBytes, SharedShorts, SharedInts, SharedLongs, SharedFloats, SharedDoubles {
    SharedArray() {}

    /** {@return the name under which every drone knows this array} */
    public final String name() {
        throw new UnsupportedOperationException();
    }

    /** {@return the number of elements} */
    public final long length() {
        throw new UnsupportedOperationException();
    }

    /** {@return the address of the first element in shared memory} The others follow it without gaps. */
    public final long address() {
        throw new UnsupportedOperationException();
    }
}
