// The queries people had before there was any of this, word for word.

/** What user 101 is granted in production. */
export const activeFlags = `select distinct ff.flag_name
from feature_flags ff
join flag_assignments fa on ff.flag_id = fa.flag_id
join environments e on fa.env_id = e.env_id
left join user_group_membership ugm on fa.group_id = ugm.group_id
where (
    (fa.user_id = 101 or ugm.user_id = 101)
)
and e.env_name = 'production'
and ff.is_enabled = true
and (ff.expires_at is null or ff.expires_at > now())
and (fa.expires_at is null or fa.expires_at > now());`

/** The disabled parents of `dependent_feature`. */
export const dependencies = `select pf.flag_name as parent_flag, cf.flag_name as dependent_flag
from flag_dependencies fd
join feature_flags pf on pf.flag_id = fd.parent_flag_id
join feature_flags cf on cf.flag_id = fd.child_flag_id
where cf.flag_name = 'dependent_feature'
and pf.is_enabled = false;`
