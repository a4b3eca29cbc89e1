/**
 * Event specifications: which of the events that were agreed upon this one is, and where it breaks the agreement.
 *
 * <p>A specification names the schema of its event, the entities that go with it and how many of each, and rules for their
 * properties. An event whose tracker declared a specification and its version is validated against that one; every other
 * event gets an entity for each specification that it fits, of each the highest published version. Drafts are ignored.
 *
 * <ul>
 *   <li>Configuration: {@code iglu:dev.firn/event_specifications/jsonschema/1-0-*}: {@code specifications}, the files that
 *       hold them (one JSON object or an array of objects each), and local folders of files that end in {@code .json}, listed
 *       once at start.
 *   <li>Reads: the event's schema and data, the input contexts. Runs when all contexts are validated.
 *   <li>Writes: no columns.
 *   <li>Contexts: {@code com.snowplowanalytics.snowplow/event_specification/jsonschema/1-0-4} for each specification that an
 *       event without a declaration fits, by id; {@code com.snowplowanalytics.snowplow/event_specification_validation/jsonschema/1-0-0}
 *       for one that breaks what it declares, with at most 20 errors. They quote rules and no values of the event.
 *   <li>Failures: none.
 *   <li>Threads: immutable, but for the specifications, which are replaced as a whole when a file changes.
 *   <li>Cost: a map look-up, and for each specification of this kind of event one pass over the entities and a check for each
 *       property rule.
 * </ul>
 *
 * @see <a href="https://docs.snowplow.io/docs/event-studio/">Snowplow's event specifications</a>, of which this follows the
 *     documented behaviour; the files are our own
 */
@NullMarked
package dev.firn.enrichments.eventspec;

import org.jspecify.annotations.NullMarked;
