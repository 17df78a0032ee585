/**
 * The certificates of a hive, and TLS with them. All drones derive the same authority from the secret of their hive, and each has
 * it issue a certificate for a key of its own. Knows no sockets.
 *
 * <pre>
 *   secret ──HKDF──► {@link io.hivemind.tls.Authority} ──issues──► {@link io.hivemind.tls.Badge} of this drone
 *                        │                                  │
 *                        └─► {@link io.hivemind.tls.Fingerprint} ──────────────┴─► {@link io.hivemind.tls.Engines}
 * </pre>
 */
package io.hivemind.tls;
