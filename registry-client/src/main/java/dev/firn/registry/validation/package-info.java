/**
 * Schemas compiled to checks, and the reports of what does not fit. The only package that knows the JSON Schema library.
 */
@NullMarked
package dev.firn.registry.validation;

import org.jspecify.annotations.NullMarked;
