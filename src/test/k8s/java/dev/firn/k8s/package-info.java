/**
 * Reads every manifest of {@code k8s/} as strictly as a cluster would, puts overlays together, and compares what comes out
 * with what the application really offers and needs. No cluster, no network but for 127.0.0.1.
 */
@NullMarked
package dev.firn.k8s;

import org.jspecify.annotations.NullMarked;
