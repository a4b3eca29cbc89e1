package dev.firn.topology.output;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses the topics of one output. Remembers names that it has checked; one for each task. */
final class TopicChooser {

    /** What data may make us remember. */
    private static final int MOST_NAMES = 1000;

    /**
     * Where to.
     *
     * @param topic null for nowhere
     * @param problem why it is not the topic of the template; null when it is
     */
    record Choice(@Nullable String topic, @Nullable String problem) {}

    private final TopicTemplate template;
    private final TopicRule rule;
    private final Predicate<String> family;
    private final Predicate<String> isInput;
    private final Topics topics;
    private final Choice nameless;
    private final Map<String, Choice> choices = new HashMap<>();

    TopicChooser(TopicTemplate template, TopicRule rule, Pattern pattern, Predicate<String> isInput, Topics topics) {
        this.template = template;
        this.rule = rule;
        this.family = name -> pattern.matcher(name).matches();
        this.isInput = isInput;
        this.topics = topics;
        this.nameless = refused("an expression of it has no value");
    }

    Choice choose(Draft draft) {
        String name = template.name(draft);
        if (name == null) {
            return nameless;
        }
        Choice choice = choices.get(name);
        if (choice == null) {
            if (choices.size() >= MOST_NAMES) {
                choices.clear();
            }
            choice = check(name);
            choices.put(name, choice);
        }
        if (choice.problem() != null || topics.has(name, rule.unknown(), family)) {
            return choice;
        }
        return refused("topic " + name + " cannot be written to");
    }

    /** What is always so; whether the topic is there may change. */
    private Choice check(String name) {
        if (!TopicRule.isLegal(name)) {
            return refused("a topic cannot have the name " + shortened(name));
        }
        if (!family.test(name)) {
            return refused("topic " + name + " does not match " + rule.pattern());
        }
        return isInput.test(name) ? refused("topic " + name + " is an input") : new Choice(name, null);
    }

    private Choice refused(String problem) {
        return new Choice(rule.fallback(), "topic = " + rule.text() + ": " + problem);
    }

    private static String shortened(String name) {
        return name.length() <= 300 ? name : name.substring(0, 300) + "…";
    }
}
