/** The production process: checks of the cluster, the running streams, their health and their end. */
@NullMarked
package dev.firn.app.run;

import org.jspecify.annotations.NullMarked;
