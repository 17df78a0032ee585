package io.hivemind.links;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which tokens were used: all drones of a hive know it, for any of them may become the one that takes newcomers in. */
final class Tokens {
    /** Guarded by this. */
    private final Set<String> spent = new HashSet<>();
    /** Those with which somebody is at the door. Guarded by this. */
    private final Set<String> shown = new HashSet<>();

    /** {@return why the token {@code id} opens nothing now, if so; otherwise it is the caller's until {@link #giveBack}} */
    synchronized Optional<String> show(String id) {
        if (spent.contains(id)) {
            return Optional.of("This token was used before, and each lets one newcomer in; take another.");
        }
        return shown.add(id)
                ? Optional.empty()
                : Optional.of("Another newcomer waits with the same token, and each lets one in; take another.");
    }

    synchronized void giveBack(String id) {
        shown.remove(id);
    }

    synchronized void spend(String id) {
        spent.add(id);
    }

    synchronized void spend(Collection<String> ids) {
        spent.addAll(ids);
    }

    synchronized List<String> spent() {
        return List.copyOf(spent);
    }
}
