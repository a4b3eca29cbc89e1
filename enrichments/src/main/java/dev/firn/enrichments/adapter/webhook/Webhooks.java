package dev.firn.enrichments.adapter.webhook;

import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterSchemas;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The adapters of this package. */
public final class Webhooks {

    private static final List<Function<AdapterSchemas, Adapter>> ALL = List.of(
            schemas -> new IgluWebhook(),
            CallRail::new,
            CloudFrontAccessLog::new,
            MailChimp::new,
            Mailgun::new,
            Mandrill::new,
            Olark::new,
            PagerDuty::new,
            Pingdom::new,
            SendGrid::new,
            StatusGator::new,
            Unbounce::new,
            UrbanAirship::new,
            Marketo::new,
            Vero::new,
            HubSpot::new);

    private Webhooks() {}

    /** One of each. */
    public static List<Adapter> all(AdapterSchemas schemas) {
        return ALL.stream().map(create -> create.apply(schemas)).collect(Collectors.toList());
    }
}
