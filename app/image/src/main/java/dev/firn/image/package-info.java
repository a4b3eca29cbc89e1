/**
 * Puts together the file trees that become the layers of the image: a JVM of just the modules needed, native libraries, shared
 * libraries of the system, the application, and the bill of materials that names them all. Run by the build of this module; no
 * part of the image itself.
 *
 * <p>The same inputs give the same bytes. Jib turns the trees into layers and sets owners, rights and times.
 */
@NullMarked
package dev.firn.image;

import org.jspecify.annotations.NullMarked;
