package io.hivemind.apps.frame;

import io.hivemind.Hive;
import io.hivemind.HiveException;
import io.hivemind.HiveView;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A barrier at which one drone may keep the others waiting for long, because it alone reads, checks or compares. */
public final class Patience {
    private static final long HOURS = 12;

    private Patience() {}

    /**
     * Waits on barrier 0, for longer than the hive's own bound if need be: a drone that ends is noticed all the same.
     *
     * @return who was in the hive when it opened
     */
    public static HiveView await(Hive hive) {
        try {
            return hive.barrier(0).await(HOURS, TimeUnit.HOURS).view();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new HiveException("The program was interrupted while it waited for the other drones.", stopped);
        } catch (TimeoutException over) {
            throw new HiveException(String.valueOf(over.getMessage()), over);
        }
    }
}
