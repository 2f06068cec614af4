WITH

__splink__df_pruned_predict_input_with_tf_l as (
    select
        features.*,
        rarity_title."tf_title",
        rarity_family."tf_family",
        rarity_company."tf_company",
        rarity_given."tf_given",
        rarity_city."tf_city",
        rarity_name_key."tf_name_key",
        rarity_plain_key."tf_plain_key"
        from features
        left join rarity_title on features."title" = rarity_title."title"
    left join rarity_family on features."family" = rarity_family."family"
    left join rarity_company on features."company" = rarity_company."company"
    left join rarity_given on features."given" = rarity_given."given"
    left join rarity_city on features."city" = rarity_city."city"
    left join rarity_name_key on features."name_key" = rarity_name_key."name_key"
    left join rarity_plain_key on features."plain_key" = rarity_plain_key."plain_key"
), 

__splink__df_pruned_predict_input_with_tf_r as (
    select
        features.*,
        rarity_title."tf_title",
        rarity_family."tf_family",
        rarity_company."tf_company",
        rarity_given."tf_given",
        rarity_city."tf_city",
        rarity_name_key."tf_name_key",
        rarity_plain_key."tf_plain_key"
        from features
        left join rarity_title on features."title" = rarity_title."title"
    left join rarity_family on features."family" = rarity_family."family"
    left join rarity_company on features."company" = rarity_company."company"
    left join rarity_given on features."given" = rarity_given."given"
    left join rarity_city on features."city" = rarity_city."city"
    left join rarity_name_key on features."name_key" = rarity_name_key."name_key"
    left join rarity_plain_key on features."plain_key" = rarity_plain_key."plain_key"
), 

blocked_with_cols as (
    select
    "l"."unique_id" AS "unique_id_l",
    "r"."unique_id" AS "unique_id_r",
    "l"."family" AS "family_l",
    "r"."family" AS "family_r",
    "l"."given" AS "given_l",
    "r"."given" AS "given_r",
    "l"."name_key" AS "name_key_l",
    "r"."name_key" AS "name_key_r",
    "l"."tf_name_key" AS "tf_name_key_l",
    "r"."tf_name_key" AS "tf_name_key_r",
    "l"."plain_key" AS "plain_key_l",
    "r"."plain_key" AS "plain_key_r",
    "l"."tf_plain_key" AS "tf_plain_key_l",
    "r"."tf_plain_key" AS "tf_plain_key_r",
    "l"."tf_family" AS "tf_family_l",
    "r"."tf_family" AS "tf_family_r",
    "l"."roots" AS "roots_l",
    "r"."roots" AS "roots_r",
    "l"."initials" AS "initials_l",
    "r"."initials" AS "initials_r",
    "l"."stem" AS "stem_l",
    "r"."stem" AS "stem_r",
    "l"."given_parts" AS "given_parts_l",
    "r"."given_parts" AS "given_parts_r",
    "l"."family_parts" AS "family_parts_l",
    "r"."family_parts" AS "family_parts_r",
    "l"."tf_given" AS "tf_given_l",
    "r"."tf_given" AS "tf_given_r",
    "l"."family_roots" AS "family_roots_l",
    "r"."family_roots" AS "family_roots_r",
    "l"."middle" AS "middle_l",
    "r"."middle" AS "middle_r",
    "l"."emails" AS "emails_l",
    "r"."emails" AS "emails_r",
    "l"."emails_own" AS "emails_own_l",
    "r"."emails_own" AS "emails_own_r",
    "l"."emails_few" AS "emails_few_l",
    "r"."emails_few" AS "emails_few_r",
    "l"."emails_many" AS "emails_many_l",
    "r"."emails_many" AS "emails_many_r",
    "l"."phones" AS "phones_l",
    "r"."phones" AS "phones_r",
    "l"."phones_own" AS "phones_own_l",
    "r"."phones_own" AS "phones_own_r",
    "l"."phones_few" AS "phones_few_l",
    "r"."phones_few" AS "phones_few_r",
    "l"."phones_many" AS "phones_many_l",
    "r"."phones_many" AS "phones_many_r",
    "l"."handles" AS "handles_l",
    "r"."handles" AS "handles_r",
    "l"."spelled" AS "spelled_l",
    "r"."spelled" AS "spelled_r",
    "l"."mailboxes" AS "mailboxes_l",
    "r"."mailboxes" AS "mailboxes_r",
    "l"."slug" AS "slug_l",
    "r"."slug" AS "slug_r",
    "l"."employers" AS "employers_l",
    "r"."employers" AS "employers_r",
    "l"."company" AS "company_l",
    "r"."company" AS "company_r",
    "l"."tf_company" AS "tf_company_l",
    "r"."tf_company" AS "tf_company_r",
    "l"."title" AS "title_l",
    "r"."title" AS "title_r",
    "l"."tf_title" AS "tf_title_l",
    "r"."tf_title" AS "tf_title_r",
    "l"."city" AS "city_l",
    "r"."city" AS "city_r",
    "l"."tf_city" AS "tf_city_l",
    "r"."tf_city" AS "tf_city_r",
    "l"."birthday" AS "birthday_l",
    "r"."birthday" AS "birthday_r",
    "l"."owner" AS "owner_l",
    "r"."owner" AS "owner_r",
    "l"."kind" AS "kind_l",
    "r"."kind" AS "kind_r",
    b.match_key
    from candidates as b
    inner join __splink__df_pruned_predict_input_with_tf_l as l
    on l."unique_id" = b.join_key_l
    inner join __splink__df_pruned_predict_input_with_tf_r as r
    on r."unique_id" = b.join_key_r
), 

__splink__df_comparison_vectors as (
    select
    "unique_id_l",
    "unique_id_r",
    CASE
        WHEN given_l IS NULL AND family_l IS NULL OR given_r IS NULL AND family_r IS NULL THEN -1
        WHEN name_key_l = name_key_r THEN 18
        WHEN plain_key_l = plain_key_r THEN 17
        WHEN family_l = family_r AND list_has_any(roots_l, roots_r) THEN 16
        WHEN family_l = family_r AND ((length(given_l) = 1 OR length(given_r) = 1) AND list_has_any(initials_l, initials_r)) THEN 15
        WHEN family_l = family_r AND ((((length(given_l) > 4 AND length(given_r) > 4 AND abs(length(given_l) - length(given_r)) <= 1 AND levenshtein(given_l, given_r) <= 1) OR (length(given_l) > 3 AND length(given_r) > 3 AND jaro_winkler_similarity(given_l, given_r) >= 0.92)) OR (length(given_l) > 2 AND starts_with(given_r, given_l)) OR (length(given_r) > 2 AND starts_with(given_l, given_r))) AND stem_l <> stem_r OR list_has_any(given_parts_l, given_parts_r)) THEN 14
        WHEN list_has_any(family_parts_l, family_parts_r) AND list_has_any(roots_l, roots_r) THEN 13
        WHEN list_has_any(family_parts_l, family_parts_r) AND (((((length(given_l) > 4 AND length(given_r) > 4 AND abs(length(given_l) - length(given_r)) <= 1 AND levenshtein(given_l, given_r) <= 1) OR (length(given_l) > 3 AND length(given_r) > 3 AND jaro_winkler_similarity(given_l, given_r) >= 0.92)) OR (length(given_l) > 2 AND starts_with(given_r, given_l)) OR (length(given_r) > 2 AND starts_with(given_l, given_r))) AND stem_l <> stem_r OR list_has_any(given_parts_l, given_parts_r)) OR ((length(given_l) = 1 OR length(given_r) = 1) AND list_has_any(initials_l, initials_r))) THEN 12
        WHEN list_has_any(roots_l, roots_r) AND ((length(family_l) > 4 AND length(family_r) > 4 AND abs(length(family_l) - length(family_r)) <= 1 AND levenshtein(family_l, family_r) <= 1) OR (length(family_l) > 3 AND length(family_r) > 3 AND jaro_winkler_similarity(family_l, family_r) >= 0.92)) THEN 11
        WHEN list_has_any(roots_l, roots_r) AND ((length(family_l) = 1 OR length(family_r) = 1) AND left(family_l, 1) = left(family_r, 1)) THEN 10
        WHEN (list_has_any(family_parts_l, given_parts_r) OR ((length(family_l) > 4 AND length(given_r) > 4 AND abs(length(family_l) - length(given_r)) <= 1 AND levenshtein(family_l, given_r) <= 1) OR (length(family_l) > 3 AND length(given_r) > 3 AND jaro_winkler_similarity(family_l, given_r) >= 0.92))) AND (list_has_any(roots_l, family_roots_r) OR ((length(given_l) > 4 AND length(family_r) > 4 AND abs(length(given_l) - length(family_r)) <= 1 AND levenshtein(given_l, family_r) <= 1) OR (length(given_l) > 3 AND length(family_r) > 3 AND jaro_winkler_similarity(given_l, family_r) >= 0.92))) OR (list_has_any(family_parts_r, given_parts_l) OR ((length(family_r) > 4 AND length(given_l) > 4 AND abs(length(family_r) - length(given_l)) <= 1 AND levenshtein(family_r, given_l) <= 1) OR (length(family_r) > 3 AND length(given_l) > 3 AND jaro_winkler_similarity(family_r, given_l) >= 0.92))) AND (list_has_any(roots_r, family_roots_l) OR ((length(given_r) > 4 AND length(family_l) > 4 AND abs(length(given_r) - length(family_l)) <= 1 AND levenshtein(given_r, family_l) <= 1) OR (length(given_r) > 3 AND length(family_l) > 3 AND jaro_winkler_similarity(given_r, family_l) >= 0.92))) THEN 9
        WHEN (list_has_any(family_parts_l, given_parts_r) OR list_has_any(family_parts_r, given_parts_l)) AND (length(given_l) = 1 OR length(given_r) = 1 OR length(family_l) = 1 OR length(family_r) = 1) AND (left(given_l, 1) = left(family_r, 1) OR left(given_r, 1) = left(family_l, 1)) THEN 8
        WHEN (family_l IS NULL OR family_r IS NULL) AND list_has_any(roots_l, roots_r) THEN 7
        WHEN (given_l IS NULL OR given_r IS NULL) AND list_has_any(family_parts_l, family_parts_r) THEN 6
        WHEN (family_l IS NULL OR given_l IS NULL OR family_r IS NULL OR given_r IS NULL) AND (list_has_any(given_parts_l, family_parts_r) OR list_has_any(given_parts_r, family_parts_l)) THEN 5
        WHEN (family_l IS NULL OR given_l IS NULL OR family_r IS NULL OR given_r IS NULL) THEN 4
        WHEN list_has_any(family_parts_l, family_parts_r) THEN 3
        WHEN list_has_any(roots_l, roots_r) THEN 2
        WHEN ((((length(given_l) > 4 AND length(given_r) > 4 AND abs(length(given_l) - length(given_r)) <= 1 AND levenshtein(given_l, given_r) <= 1) OR (length(given_l) > 3 AND length(given_r) > 3 AND jaro_winkler_similarity(given_l, given_r) >= 0.92)) OR (length(given_l) > 2 AND starts_with(given_r, given_l)) OR (length(given_r) > 2 AND starts_with(given_l, given_r))) AND stem_l <> stem_r OR list_has_any(given_parts_l, given_parts_r)) THEN 1
        ELSE 0
    END as gamma_name,
    "tf_name_key_l",
    "tf_name_key_r",
    "tf_plain_key_l",
    "tf_plain_key_r",
    "tf_family_l",
    "tf_family_r",
    "tf_given_l",
    "tf_given_r",
    CASE
        WHEN middle_l IS NULL OR middle_r IS NULL OR family_l IS NULL OR family_r IS NULL THEN -1
        WHEN middle_l = middle_r THEN 1
        ELSE 0
    END as gamma_middle,
    CASE
        WHEN emails_l IS NULL OR emails_r IS NULL THEN -1
        WHEN list_has_any(emails_own_l, emails_own_r) AND given_l IS NOT NULL AND given_r IS NOT NULL AND NOT (list_has_any(roots_l, roots_r) OR ((((length(given_l) > 4 AND length(given_r) > 4 AND abs(length(given_l) - length(given_r)) <= 1 AND levenshtein(given_l, given_r) <= 1) OR (length(given_l) > 3 AND length(given_r) > 3 AND jaro_winkler_similarity(given_l, given_r) >= 0.92)) OR (length(given_l) > 2 AND starts_with(given_r, given_l)) OR (length(given_r) > 2 AND starts_with(given_l, given_r))) AND stem_l <> stem_r OR list_has_any(given_parts_l, given_parts_r)) OR ((length(given_l) = 1 OR length(given_r) = 1) AND list_has_any(initials_l, initials_r))) AND NOT list_has_any(given_parts_l, family_parts_r) AND NOT list_has_any(given_parts_r, family_parts_l) THEN 4
        WHEN list_has_any(emails_own_l, emails_own_r) THEN 3
        WHEN list_has_any(emails_few_l, emails_few_r) THEN 2
        WHEN list_has_any(emails_many_l, emails_many_r) THEN 1
        ELSE 0
    END as gamma_email,
    CASE
        WHEN phones_l IS NULL OR phones_r IS NULL THEN -1
        WHEN list_has_any(phones_own_l, phones_own_r) AND given_l IS NOT NULL AND given_r IS NOT NULL AND NOT (list_has_any(roots_l, roots_r) OR ((((length(given_l) > 4 AND length(given_r) > 4 AND abs(length(given_l) - length(given_r)) <= 1 AND levenshtein(given_l, given_r) <= 1) OR (length(given_l) > 3 AND length(given_r) > 3 AND jaro_winkler_similarity(given_l, given_r) >= 0.92)) OR (length(given_l) > 2 AND starts_with(given_r, given_l)) OR (length(given_r) > 2 AND starts_with(given_l, given_r))) AND stem_l <> stem_r OR list_has_any(given_parts_l, given_parts_r)) OR ((length(given_l) = 1 OR length(given_r) = 1) AND list_has_any(initials_l, initials_r))) AND NOT list_has_any(given_parts_l, family_parts_r) AND NOT list_has_any(given_parts_r, family_parts_l) THEN 4
        WHEN list_has_any(phones_own_l, phones_own_r) THEN 3
        WHEN list_has_any(phones_few_l, phones_few_r) THEN 2
        WHEN list_has_any(phones_many_l, phones_many_r) THEN 1
        ELSE 0
    END as gamma_phone,
    CASE
        WHEN handles_l IS NULL OR handles_r IS NULL THEN -1
        WHEN list_has_any(handles_l, handles_r) THEN 1
        ELSE 0
    END as gamma_mailbox,
    CASE
        WHEN mailboxes_l IS NULL AND mailboxes_r IS NULL OR spelled_l IS NULL OR spelled_r IS NULL OR name_key_l = name_key_r THEN -1
        WHEN list_has_any(spelled_l, spelled_r) THEN 1
        ELSE 0
    END as gamma_spelled,
    CASE
        WHEN slug_l IS NULL OR slug_r IS NULL THEN -1
        WHEN slug_l = slug_r THEN 1
        ELSE 0
    END as gamma_profile,
    CASE
        WHEN employers_l IS NULL OR employers_r IS NULL THEN -1
        WHEN company_l = company_r THEN 3
        WHEN list_has_any(employers_l, employers_r) THEN 2
        WHEN length(company_l) > 3 AND starts_with(company_r, company_l) OR length(company_r) > 3 AND starts_with(company_l, company_r) THEN 1
        ELSE 0
    END as gamma_employer,
    "tf_company_l",
    "tf_company_r",
    CASE
        WHEN title_l IS NULL OR title_r IS NULL THEN -1
        WHEN title_l = title_r THEN 2
        WHEN contains(title_l, title_r) OR contains(title_r, title_l) OR ((length(title_l) > 4 AND length(title_r) > 4 AND abs(length(title_l) - length(title_r)) <= 1 AND levenshtein(title_l, title_r) <= 1) OR (length(title_l) > 3 AND length(title_r) > 3 AND jaro_winkler_similarity(title_l, title_r) >= 0.92)) THEN 1
        ELSE 0
    END as gamma_title,
    "tf_title_l",
    "tf_title_r",
    CASE
        WHEN city_l IS NULL OR city_r IS NULL THEN -1
        WHEN city_l = city_r THEN 1
        ELSE 0
    END as gamma_city,
    "tf_city_l",
    "tf_city_r",
    CASE
        WHEN birthday_l IS NULL OR birthday_r IS NULL THEN -1
        WHEN birthday_l = birthday_r THEN 3
        WHEN (left(birthday_l, 4) = '0000' OR left(birthday_r, 4) = '0000') AND right(birthday_l, 5) = right(birthday_r, 5) THEN 2
        WHEN levenshtein(birthday_l, birthday_r) <= 1 THEN 1
        ELSE 0
    END as gamma_birthday,
    CASE
        WHEN owner_l IS NULL AND owner_r IS NOT NULL THEN -1
        WHEN owner_l = owner_r AND kind_l = kind_r THEN 2
        WHEN owner_l = owner_r THEN 1
        ELSE 0
    END as gamma_book,
    match_key
    from blocked_with_cols
), 

__splink__df_match_weight_parts as (
    select
    "unique_id_l",
    "unique_id_r",
    gamma_name,
    "tf_name_key_l",
    "tf_name_key_r",
    "tf_plain_key_l",
    "tf_plain_key_r",
    "tf_family_l",
    "tf_family_r",
    "tf_given_l",
    "tf_given_r",
    CASE
        WHEN gamma_name = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_name = 18 THEN
            cast(3.868 as float8)
        WHEN gamma_name = 17 THEN
            cast(2.949 as float8)
        WHEN gamma_name = 16 THEN
            cast(4.733 as float8)
        WHEN gamma_name = 15 THEN
            cast(3.427 as float8)
        WHEN gamma_name = 14 THEN
            cast(3.464 as float8)
        WHEN gamma_name = 13 THEN
            cast(3.604 as float8)
        WHEN gamma_name = 12 THEN
            cast(1.785 as float8)
        WHEN gamma_name = 11 THEN
            cast(4.03 as float8)
        WHEN gamma_name = 10 THEN
            cast(3.415 as float8)
        WHEN gamma_name = 9 THEN
            cast(3.381 as float8)
        WHEN gamma_name = 8 THEN
            cast(1.058 as float8)
        WHEN gamma_name = 7 THEN
            cast(2.237 as float8)
        WHEN gamma_name = 6 THEN
            cast(0.0010000000000001568 as float8)
        WHEN gamma_name = 5 THEN
            cast(2.029 as float8)
        WHEN gamma_name = 4 THEN
            cast(-6.562 as float8)
        WHEN gamma_name = 3 THEN
            cast(-3.839 as float8)
        WHEN gamma_name = 2 THEN
            cast(-2.352 as float8)
        WHEN gamma_name = 1 THEN
            cast(-1.007 as float8)
        WHEN gamma_name = 0 THEN
            cast(-7.858 as float8)
    END as mw_name,
    CASE
        WHEN gamma_name = -1 THEN cast(0 as float8)
        WHEN gamma_name = 18 THEN
            CASE
                WHEN coalesce("tf_name_key_l", "tf_name_key_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_name_key_l", "tf_name_key_r"), coalesce("tf_name_key_r", "tf_name_key_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_name = 17 THEN
            CASE
                WHEN coalesce("tf_plain_key_l", "tf_plain_key_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_plain_key_l", "tf_plain_key_r"), coalesce("tf_plain_key_r", "tf_plain_key_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_name = 16 THEN
            CASE
                WHEN coalesce("tf_family_l", "tf_family_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_family_l", "tf_family_r"), coalesce("tf_family_r", "tf_family_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_name = 15 THEN
            CASE
                WHEN coalesce("tf_family_l", "tf_family_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_family_l", "tf_family_r"), coalesce("tf_family_r", "tf_family_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_name = 14 THEN
            CASE
                WHEN coalesce("tf_family_l", "tf_family_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_family_l", "tf_family_r"), coalesce("tf_family_r", "tf_family_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_name = 13 THEN cast(0 as float8)
        WHEN gamma_name = 12 THEN cast(0 as float8)
        WHEN gamma_name = 11 THEN
            CASE
                WHEN coalesce("tf_given_l", "tf_given_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_given_l", "tf_given_r"), coalesce("tf_given_r", "tf_given_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_name = 10 THEN cast(0 as float8)
        WHEN gamma_name = 9 THEN cast(0 as float8)
        WHEN gamma_name = 8 THEN cast(0 as float8)
        WHEN gamma_name = 7 THEN
            CASE
                WHEN coalesce("tf_given_l", "tf_given_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_given_l", "tf_given_r"), coalesce("tf_given_r", "tf_given_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_name = 6 THEN cast(0 as float8)
        WHEN gamma_name = 5 THEN cast(0 as float8)
        WHEN gamma_name = 4 THEN cast(0 as float8)
        WHEN gamma_name = 3 THEN cast(0 as float8)
        WHEN gamma_name = 2 THEN cast(0 as float8)
        WHEN gamma_name = 1 THEN cast(0 as float8)
        WHEN gamma_name = 0 THEN cast(0 as float8)
    END as mw_tf_adj_name,
    gamma_middle,
    CASE
        WHEN gamma_middle = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_middle = 1 THEN
            cast(1.186 as float8)
        WHEN gamma_middle = 0 THEN
            cast(-2.296 as float8)
    END as mw_middle,
    gamma_email,
    CASE
        WHEN gamma_email = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_email = 4 THEN
            cast(3.052 as float8)
        WHEN gamma_email = 3 THEN
            cast(6.009 as float8)
        WHEN gamma_email = 2 THEN
            cast(1.008 as float8)
        WHEN gamma_email = 1 THEN
            cast(-2.25 as float8)
        WHEN gamma_email = 0 THEN
            cast(-0.7590000000000001 as float8)
    END as mw_email,
    gamma_phone,
    CASE
        WHEN gamma_phone = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_phone = 4 THEN
            cast(2.744 as float8)
        WHEN gamma_phone = 3 THEN
            cast(8.502 as float8)
        WHEN gamma_phone = 2 THEN
            cast(0.3320000000000001 as float8)
        WHEN gamma_phone = 1 THEN
            cast(-0.9590000000000001 as float8)
        WHEN gamma_phone = 0 THEN
            cast(-3.026 as float8)
    END as mw_phone,
    gamma_mailbox,
    CASE
        WHEN gamma_mailbox = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_mailbox = 1 THEN
            cast(0.7339999999999999 as float8)
        WHEN gamma_mailbox = 0 THEN
            cast(-1.329 as float8)
    END as mw_mailbox,
    gamma_spelled,
    CASE
        WHEN gamma_spelled = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_spelled = 1 THEN
            cast(2.936 as float8)
        WHEN gamma_spelled = 0 THEN
            cast(-0.8929999999999999 as float8)
    END as mw_spelled,
    gamma_profile,
    CASE
        WHEN gamma_profile = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_profile = 1 THEN
            cast(5.821 as float8)
        WHEN gamma_profile = 0 THEN
            cast(-7.454 as float8)
    END as mw_profile,
    gamma_employer,
    "tf_company_l",
    "tf_company_r",
    CASE
        WHEN gamma_employer = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_employer = 3 THEN
            cast(5.717 as float8)
        WHEN gamma_employer = 2 THEN
            cast(4.174 as float8)
        WHEN gamma_employer = 1 THEN
            cast(3.357 as float8)
        WHEN gamma_employer = 0 THEN
            cast(-3.098 as float8)
    END as mw_employer,
    CASE
        WHEN gamma_employer = -1 THEN cast(0 as float8)
        WHEN gamma_employer = 3 THEN
            CASE
                WHEN coalesce("tf_company_l", "tf_company_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_company_l", "tf_company_r"), coalesce("tf_company_r", "tf_company_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_employer = 2 THEN cast(0 as float8)
        WHEN gamma_employer = 1 THEN cast(0 as float8)
        WHEN gamma_employer = 0 THEN cast(0 as float8)
    END as mw_tf_adj_employer,
    gamma_title,
    "tf_title_l",
    "tf_title_r",
    CASE
        WHEN gamma_title = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_title = 2 THEN
            cast(6.854 as float8)
        WHEN gamma_title = 1 THEN
            cast(2.155 as float8)
        WHEN gamma_title = 0 THEN
            cast(-0.958 as float8)
    END as mw_title,
    CASE
        WHEN gamma_title = -1 THEN cast(0 as float8)
        WHEN gamma_title = 2 THEN
            CASE
                WHEN coalesce("tf_title_l", "tf_title_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_title_l", "tf_title_r"), coalesce("tf_title_r", "tf_title_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_title = 1 THEN cast(0 as float8)
        WHEN gamma_title = 0 THEN cast(0 as float8)
    END as mw_tf_adj_title,
    gamma_city,
    "tf_city_l",
    "tf_city_r",
    CASE
        WHEN gamma_city = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_city = 1 THEN
            cast(5.64 as float8)
        WHEN gamma_city = 0 THEN
            cast(-7.116 as float8)
    END as mw_city,
    CASE
        WHEN gamma_city = -1 THEN cast(0 as float8)
        WHEN gamma_city = 1 THEN
            CASE
                WHEN coalesce("tf_city_l", "tf_city_r") is not null THEN
                    cast(1.0 as float8) * (
                        cast(-10.0 as float8) - log2(greatest(coalesce("tf_city_l", "tf_city_r"), coalesce("tf_city_r", "tf_city_l"), cast(0.0 as float8)))
                    )
                ELSE cast(0 as float8)
            END
        WHEN gamma_city = 0 THEN cast(0 as float8)
    END as mw_tf_adj_city,
    gamma_birthday,
    CASE
        WHEN gamma_birthday = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_birthday = 3 THEN
            cast(4.234 as float8)
        WHEN gamma_birthday = 2 THEN
            cast(0.958 as float8)
        WHEN gamma_birthday = 1 THEN
            cast(0.0010000000000001568 as float8)
        WHEN gamma_birthday = 0 THEN
            cast(-3.724 as float8)
    END as mw_birthday,
    gamma_book,
    CASE
        WHEN gamma_book = -1 THEN
            cast(0.0 as float8)
        WHEN gamma_book = 2 THEN
            cast(8.284 as float8)
        WHEN gamma_book = 1 THEN
            cast(10.077 as float8)
        WHEN gamma_book = 0 THEN
            cast(0.0010000000000001568 as float8)
    END as mw_book,
    match_key
    from __splink__df_comparison_vectors
)
select
cast({prior} as float8) + mw_name + mw_tf_adj_name + mw_middle + mw_email + mw_phone + mw_mailbox + mw_spelled + mw_profile + mw_employer + mw_tf_adj_employer + mw_title + mw_tf_adj_title + mw_city + mw_tf_adj_city + mw_birthday + mw_book as match_weight,
CASE
        WHEN (cast({prior} as float8) + mw_name + mw_tf_adj_name + mw_middle + mw_email + mw_phone + mw_mailbox + mw_spelled + mw_profile + mw_employer + mw_tf_adj_employer + mw_title + mw_tf_adj_title + mw_city + mw_tf_adj_city + mw_birthday + mw_book) >= 0 THEN
            1.0 / (1.0 + POWER(cast(2 as float8), -(cast({prior} as float8) + mw_name + mw_tf_adj_name + mw_middle + mw_email + mw_phone + mw_mailbox + mw_spelled + mw_profile + mw_employer + mw_tf_adj_employer + mw_title + mw_tf_adj_title + mw_city + mw_tf_adj_city + mw_birthday + mw_book)))
        ELSE
            POWER(cast(2 as float8), (cast({prior} as float8) + mw_name + mw_tf_adj_name + mw_middle + mw_email + mw_phone + mw_mailbox + mw_spelled + mw_profile + mw_employer + mw_tf_adj_employer + mw_title + mw_tf_adj_title + mw_city + mw_tf_adj_city + mw_birthday + mw_book)) /
            (1.0 + POWER(cast(2 as float8), (cast({prior} as float8) + mw_name + mw_tf_adj_name + mw_middle + mw_email + mw_phone + mw_mailbox + mw_spelled + mw_profile + mw_employer + mw_tf_adj_employer + mw_title + mw_tf_adj_title + mw_city + mw_tf_adj_city + mw_birthday + mw_book)))
    END as match_probability,
"unique_id_l",
"unique_id_r",
"tf_name_key_l",
"tf_name_key_r",
"tf_plain_key_l",
"tf_plain_key_r",
"tf_family_l",
"tf_family_r",
"tf_given_l",
"tf_given_r",
mw_name,
mw_tf_adj_name,
mw_middle,
mw_email,
mw_phone,
mw_mailbox,
mw_spelled,
mw_profile,
"tf_company_l",
"tf_company_r",
mw_employer,
mw_tf_adj_employer,
"tf_title_l",
"tf_title_r",
mw_title,
mw_tf_adj_title,
"tf_city_l",
"tf_city_r",
mw_city,
mw_tf_adj_city,
mw_birthday,
mw_book,
match_key
from __splink__df_match_weight_parts
