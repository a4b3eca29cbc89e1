/** Two annotations that Strimzi's model classes carry. */
package io.strimzi.crdgenerator.annotations;
