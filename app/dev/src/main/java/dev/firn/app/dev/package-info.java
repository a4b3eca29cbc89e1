/**
 * Kafka without an installation, for {@code firn quickstart}, for tests and for development: a broker inside this JVM,
 * a reader that sees only committed records, and payloads that real trackers sent. Nothing that serves production
 * imports this package.
 */
@NullMarked
package dev.firn.app.dev;

import org.jspecify.annotations.NullMarked;
