/** Page and referrer URLs: parsing, rewriting and their querystrings. */
@NullMarked
package dev.firn.enrichments.url;

import org.jspecify.annotations.NullMarked;
