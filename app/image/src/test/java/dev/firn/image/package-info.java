/** Tests of the image: what is in it, that it starts as it should, and that its Dockerfile says the same. */
@NullMarked
package dev.firn.image;

import org.jspecify.annotations.NullMarked;
