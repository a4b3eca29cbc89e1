/** Puts the parts together: from configuration to a pipeline that can run. */
@NullMarked
package dev.firn.app.assembly;

import org.jspecify.annotations.NullMarked;
