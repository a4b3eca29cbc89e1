/** The pipeline over files instead of topics: records in, good and bad rows out, in input order and constant memory. */
@NullMarked
package dev.firn.app.files;

import org.jspecify.annotations.NullMarked;
